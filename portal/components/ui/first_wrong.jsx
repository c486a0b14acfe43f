import { useEffect, useRef } from "react";

const CONTROLS = ".bad input, .bad textarea, .bad select";
const PASSING = "[role=menu],[role=dialog],[role=alertdialog]";
const AFTER_A_MENU = 200;
let opener = null;

const named = (el) => el.getAttribute("aria-label") || el.textContent;
const again = (el) =>
  el.isConnected ? el : [...document.querySelectorAll(el.tagName)].find((one) => named(one) === named(el));

if (typeof document !== "undefined") {
  document.addEventListener("focusin", (e) => {
    if (!e.target.closest?.(PASSING)) opener = e.target;
  });
}

export function FirstWrong({ errors }) {
  const here = useRef(null);
  useEffect(() => {
    if (Object.keys(errors || {}).length) here.current?.closest("form")?.querySelector(CONTROLS)?.focus();
  }, [errors]);
  useEffect(() => {
    const dialog = here.current?.closest("[role=dialog]");
    const from = opener;
    if (!dialog || !from) return;
    return () =>
      setTimeout(() => {
        const lost = document.activeElement === document.body;
        if (lost && !document.querySelector("[role=dialog]")) again(from)?.focus();
      }, AFTER_A_MENU);
  }, []);
  return <span ref={here} hidden />;
}
