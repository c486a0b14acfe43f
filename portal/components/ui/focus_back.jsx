import { useEffect } from "react";

const LAYERS = '[role="dialog"], [role="alertdialog"], [role="menu"]';
const NAMED = ["id", "aria-label", "href"];

// How a control is found again that was drawn anew while the dialog stood before it.
const named = (control) => {
  const name = NAMED.find((one) => control.getAttribute(one));
  const own = name ? `[${name}="${CSS.escape(control.getAttribute(name))}"]` : "";
  const words = control.textContent.trim();
  return { control, find: () => alike(control.localName + own, words) };
};
const alike = (selector, words) =>
  [...document.querySelectorAll(`main ${selector}`)].find((one) => one.textContent.trim() === words);

// A dialog that the server opens has no trigger of its own: what was used last gets the focus back.
export function FocusBack() {
  useEffect(() => {
    let last = null;
    const note = ({ target }) => {
      if (!target.closest?.(LAYERS)) last = named(target);
    };
    const back = () => {
      if (!last || document.activeElement !== document.body) return;
      const kept = last.control.isConnected && !last.control.disabled ? last.control : last.find();
      (kept || document.getElementById("main"))?.focus({ preventScroll: !kept });
    };
    const closed = new MutationObserver((changes) => {
      const gone = changes.flatMap((change) => [...change.removedNodes]);
      const layers = gone.some((one) => one.matches?.(LAYERS) || one.querySelector?.(LAYERS));
      if (layers && !document.querySelector(LAYERS)) setTimeout(back, 0);
    });
    document.addEventListener("focusin", note);
    closed.observe(document.body, { childList: true });
    return () => {
      document.removeEventListener("focusin", note);
      closed.disconnect();
    };
  }, []);
  return null;
}
