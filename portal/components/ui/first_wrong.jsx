import { useEffect, useRef } from "react";

const LONGEST = 10000; // milliseconds that a pressed button shows that it works
const wait = (form, on) => {
  const button = form?.querySelector("button[type=submit]");
  if (on) button?.setAttribute("aria-busy", "true");
  else button?.removeAttribute("aria-busy");
};
const CONTROLS = ".bad input, .bad textarea, .bad select";

export function FirstWrong({ errors }) {
  const here = useRef(null);
  useEffect(() => {
    const form = here.current?.closest("form");
    const press = () => {
      wait(form, true);
      timer = setTimeout(wait, LONGEST, form, false);
    };
    let timer = 0;
    form?.addEventListener("submit", press);
    return () => {
      clearTimeout(timer);
      form?.removeEventListener("submit", press);
    };
  }, []);
  useEffect(() => {
    wait(here.current?.closest("form"), false); // every answer brings its errors, if only none
    if (Object.keys(errors || {}).length) here.current?.closest("form")?.querySelector(CONTROLS)?.focus();
  }, [errors]);
  return <span ref={here} hidden />;
}
