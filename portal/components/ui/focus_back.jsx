import { useEffect } from "react";

const LAYERS = '[role="dialog"], [role="alertdialog"], [role="menu"]';
const GONE = `${LAYERS}, .rt-BaseDialogOverlay`; // what lay in it may have left it before
const GUARD = "[data-radix-focus-guard]"; // stands at the edges of the page while a dialog is open
const TRIES = [0, 60, 300]; // milliseconds after a dialog is gone: a busy page settles late
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
      if (target !== document.body && !target.closest?.(LAYERS) && !target.matches?.(GUARD)) last = named(target);
    };
    note({ target: document.activeElement });
    const back = () => {
      if (!last || document.activeElement !== document.body || document.querySelector(LAYERS)) return;
      const kept = last.control.isConnected && !last.control.disabled ? last.control : last.find();
      (kept || document.getElementById("main"))?.focus({ preventScroll: !kept });
    };
    const closed = new MutationObserver((changes) => {
      const gone = changes.flatMap((change) => [...change.removedNodes]);
      const layers = gone.some((one) => one.matches?.(GONE) || one.querySelector?.(GONE));
      if (layers) TRIES.forEach((wait) => setTimeout(back, wait));
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
