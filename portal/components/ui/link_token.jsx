import { useEffect, useRef, useState } from "react";

// Read once, when the page's script is loaded, and taken out of the address at once: before the
// live connection says where this tab is, and before anybody copies the address.
let held = "";
if (typeof window !== "undefined" && /^#[\w-]{20,}$/.test(window.location.hash)) {
  held = window.location.hash.slice(1);
  const { pathname, search } = window.location;
  window.history.replaceState(window.history.state, "", pathname + search);
}

export function LinkToken({ name, onRead }) {
  const [value, set] = useState("");
  const told = useRef(false);
  useEffect(() => set(held), []);
  useEffect(() => {
    if (!onRead || told.current) return;
    const tell = () => {
      if (told.current || document.body.dataset.hydrated !== "true") return false;
      told.current = true;
      onRead(held);
      return true;
    };
    if (tell()) return;
    const watch = new MutationObserver(() => tell() && watch.disconnect());
    watch.observe(document.body, { attributes: true, attributeFilter: ["data-hydrated"] });
    return () => watch.disconnect();
  }, [onRead]);
  return <input type="hidden" name={name} value={value} readOnly />;
}
