import { useContext, useEffect } from "react";
import { EventLoopContext } from "$/utils/context";
import { FocusBack } from "./focus_back.jsx";

const PREFIX = "portal:";

export function PageFlags({ hydrated, watermark, person }) {
  const [, errors] = useContext(EventLoopContext);
  const cut = errors.length > 0;
  useEffect(() => {
    document.body.dataset.hydrated = String(!!hydrated);
    document.body.dataset.live = String(!!hydrated && !cut);
    document.body.dataset.watermark = String(watermark);
  }, [hydrated, cut, watermark]);
  useEffect(() => {
    if (!person) return;
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(PREFIX) && !key.startsWith(PREFIX + person))
      .forEach((key) => sessionStorage.removeItem(key));
  }, [person]);
  return (
    <div role="status" className="reconnect-region">
      <FocusBack />
      {cut && (
        <p className="reconnect">Reconnecting… What you type is kept and sent when the line is back.</p>
      )}
    </div>
  );
}

export function ForgetDrafts() {
  useEffect(() => {
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(PREFIX))
      .forEach((key) => sessionStorage.removeItem(key));
  }, []);
  return null;
}
