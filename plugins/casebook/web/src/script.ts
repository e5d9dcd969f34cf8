// Data and bundles as classic scripts: the one way to load a file that works over http and over file:// alike.

const coming = new Map<string, Promise<boolean>>();

/** Runs the script at `url`, once however often it is asked for; false when it could not be had, and then it may be asked for again. */
export function loadScript(url: string): Promise<boolean> {
  const known = coming.get(url);
  if (known !== undefined) return known;
  const promise = new Promise<boolean>((resolve) => {
    const script = document.createElement("script");
    script.src = url;
    script.addEventListener("load", () => resolve(true));
    script.addEventListener("error", () => {
      coming.delete(url);
      script.remove();
      resolve(false);
    });
    document.head.append(script);
  });
  coming.set(url, promise);
  return promise;
}
