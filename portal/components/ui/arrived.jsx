import { useRef } from "react";
import { useLocation } from "react-router";

const plain = (path) => path.replace(/\/+$/, "");

/* The page of an address, once it was read for this visit. */
export function Arrived({ hydrated, at, children }) {
  const path = plain(useLocation().pathname);
  const shown = useRef(null);
  if (hydrated && at === path) shown.current = path;
  if (shown.current === path) return <>{children}</>;
  return (
    <div className="panel ghosts" role="status">
      <span className="vh">Loading…</span>
      {[1, 2, 3, 4, 5].map((n) => <div key={n} className="ghost" />)}
    </div>
  );
}
