// A file for the reader, made on this page: the browser puts it where downloads go.

/** Offers `data` as a download. Works over file:// too. */
export function saveFile(name: string, data: string | Uint8Array, type: string): void {
  const url = URL.createObjectURL(new Blob([data as BlobPart], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it while it saves: some only begin when the click is over.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A title as the name of a file, as packs/formats.py has it: without what Windows refuses, and not too long for it. */
export function fileName(title: string, suffix: string): string {
  const plain = Array.from(title.replace(/[\\/:*?"<>|\x00-\x1f]/g, "·")).slice(0, 60).join("").replace(/^[. ]+|[. ]+$/g, "");
  return `${plain || "未命名"}${suffix}`;
}
