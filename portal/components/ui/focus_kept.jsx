import { useEffect } from "react";

const PARTS = "li[data-item], section[data-supply], section[data-id], main";
const HEADS = "h2, h3, h1";

const heading = (part) => part?.isConnected && (part.matches(HEADS) ? part : part.querySelector(HEADS));
const give = (head) => {
  if (!head.hasAttribute("tabindex")) head.tabIndex = -1;
  head.focus({ preventScroll: true });
};

/* What was just opened gets the keyboard, unless somebody is typing; and when a step takes its own
   button away, the part that the button stood in keeps the keyboard. */
export function FocusKept({ opened, target }) {
  useEffect(() => {
    const now = document.activeElement;
    const typing = now?.matches("input, textarea, select") && now.value;
    const head = document.getElementById(target);
    if (opened && head && !typing) give(head);
  }, [opened]);
  useEffect(() => {
    let parts = [];
    const note = ({ target: one }) => {
      parts = [];
      for (let part = one.closest?.(PARTS); part; part = part.parentElement?.closest(PARTS)) parts.push(part);
    };
    const leave = () => (parts = []); // a pointer went somewhere else: what it meets says so again
    const back = () => {
      if (document.activeElement !== document.body || document.querySelector("[role=dialog], [role=menu]")) return;
      const head = parts.map(heading).find(Boolean);
      parts = [];
      if (head) give(head);
    };
    const gone = new MutationObserver(() => parts.length && requestAnimationFrame(back));
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", note);
    gone.observe(document.getElementById("main"), { childList: true, subtree: true });
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", note);
      gone.disconnect();
    };
  }, []);
  return null;
}
