import { useEffect } from "react";

export function Focus({ target }) {
  useEffect(() => {
    document.getElementById(target)?.focus();
  }, [target]);
  return null;
}
