import { useEffect, useRef } from "react";

const LONGEST = 10000; // milliseconds that a pressed button shows that it works
const WAITS = "button[data-waits]";

export function Pressed({ errors }) {
  const here = useRef(null), busy = useRef(null);
  const over = () => {
    busy.current?.removeAttribute("aria-busy");
    busy.current = null;
  };
  useEffect(() => {
    const place = here.current.closest("main");
    let timer = 0;
    const press = (event) => {
      const button = event.target.closest(WAITS);
      if (!button) return;
      over();
      clearTimeout(timer);
      busy.current = button;
      button.setAttribute("aria-busy", "true");
      timer = setTimeout(over, LONGEST);
    };
    place?.addEventListener("click", press);
    return () => {
      clearTimeout(timer);
      place?.removeEventListener("click", press);
    };
  }, []);
  useEffect(over, [errors]); // every answer brings its errors, if only none
  return <span ref={here} hidden />;
}
