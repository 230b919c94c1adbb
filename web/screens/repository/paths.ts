/** A name below a folder; the root is empty. */
export function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** Whether a folder lies on the way to a file. */
export function leadsTo(folder: string, file: string): boolean {
  return file.startsWith(`${folder}/`)
}

/** The line of a decisions file that a loss names: `mappings.yaml line 12`. */
export function lineToEdit(why: string): { readonly file: string; readonly line: number } | undefined {
  const match = /\b((?:mappings|target(?:\.[\w-]+)?|plan|owners)\.yaml)[, ]+line (\d+)/.exec(why)
  return match?.[1] && match[2] ? { file: match[1], line: Number(match[2]) } : undefined
}
