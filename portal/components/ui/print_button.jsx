export function PrintButton({ word }) {
  return (
    <button
      type="button" onClick={() => window.print()} data-accent-color="gray"
      className="rt-reset rt-BaseButton rt-Button rt-r-size-2 rt-variant-surface no-print">
      {word}
    </button>
  );
}
