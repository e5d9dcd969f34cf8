// The way back brings a page as it was left, without running its scripts again; what is kept on this device may be otherwise by then.

export function onReturn(redraw: () => void): void {
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) redraw();
  });
}
