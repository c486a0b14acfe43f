import { useEffect, useRef } from "react";

/* A scanner types faster than hands do, and ends with Enter. Keys are held back for as long as it
   may be one, and handed on in their order when it is not: no shortcut is lost to it. */
const GAP = 60, HOLD = 90, LEAST = 6;
const SIGNED = /^0[4-7][0-9A-HJKMNP-TV-Z]{160}$/i; // version 1 of the signed code, all 162 characters of it
const field = (el) => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)) && !/^(radio|checkbox|button|submit)$/.test(el.type || "");

export function ScanInput({ id, placeholder, described, button, failed, passed, onScan }) {
  const box = useRef(null);
  const send = useRef(onScan);
  const before = useRef({ failed, passed });  // an earlier visit counted these
  send.current = onScan;

  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches && document.activeElement === document.body) box.current?.focus();
  }, []);
  useEffect(() => {
    if (failed && failed !== before.current.failed && box.current) box.current.select();
  }, [failed]);
  useEffect(() => {
    if (passed !== before.current.passed && box.current) box.current.value = "";
  }, [passed]);
  useEffect(() => {
    let held = [], last = 0, timer = 0;
    const given = new WeakSet();
    const text = () => held.map((e) => e.key).join("");
    const forget = () => {
      clearTimeout(timer);
      held = [];
    };
    const handOn = () => {
      const keys = held;
      forget();
      for (const e of keys) {
        const again = new KeyboardEvent("keydown", { key: e.key, code: e.code, shiftKey: e.shiftKey, bubbles: true, cancelable: true });
        given.add(again);
        (e.target.isConnected ? e.target : document.body).dispatchEvent(again);
      }
    };
    const read = () => {
      const code = text();
      forget();
      if (box.current) box.current.value = code;
      send.current(code);
    };
    const paused = () => {
      if (SIGNED.test(text())) return read();
      if (held.length < LEAST) return handOn();
      const code = text();
      forget();
      if (!box.current) return;
      box.current.value = code;
      box.current.focus();
    };
    const down = (e) => {
      if (given.has(e) || e.key === "Shift") return;
      const fast = e.timeStamp - last < GAP;
      last = e.timeStamp;
      if (e.key === "Enter" && fast && held.length >= LEAST) {
        e.preventDefault();
        e.stopImmediatePropagation();
        return read();
      }
      if (held.length && !fast) paused();
      const plain = e.key.length === 1 && e.key !== " " && !e.repeat && !e.ctrlKey && !e.metaKey && !e.altKey && !e.isComposing;
      if (!plain || field(e.target)) {
        const before = document.activeElement;
        handOn();
        const now = document.activeElement;
        if (e.key !== "Enter" || now === before || !now.matches("a[href],button")) return;
        e.preventDefault(); // it was meant for where the keys before it have just led
        now.click();
        return;
      }
      e.preventDefault();
      e.stopImmediatePropagation();
      held.push(e);
      clearTimeout(timer);
      timer = setTimeout(paused, HOLD);
    };
    window.addEventListener("keydown", down, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keydown", down, true);
    };
  }, []);

  const submit = (e) => {
    e.preventDefault();
    const text = box.current.value.trim();
    if (text) send.current(text);
    else box.current.focus();
  };
  return (
    <form className="scan-form" onSubmit={submit} role="search" aria-label="Find a prescription">
      <input
        ref={box}
        id={id}
        className="select"
        type="text"
        maxLength={400}
        placeholder={placeholder}
        aria-describedby={described}
        aria-invalid={failed && failed !== before.current.failed && box.current?.value ? true : undefined}
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="search"
      />
      <button type="submit" className="scan-go">{button}</button>
    </form>
  );
}
