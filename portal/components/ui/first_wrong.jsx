import { useEffect, useRef } from "react";

const CONTROLS = ".bad input, .bad textarea, .bad select";

export function FirstWrong({ errors }) {
  const here = useRef(null);
  useEffect(() => {
    if (Object.keys(errors || {}).length) here.current?.closest("form")?.querySelector(CONTROLS)?.focus();
  }, [errors]);
  return <span ref={here} hidden />;
}
