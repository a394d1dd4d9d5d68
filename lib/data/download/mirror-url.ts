/** Address of a file on a mirror: as given, or in the folder that was given with a / at the end. */
export function mirrorUrl(mirror: string, file: string): string {
  return mirror.endsWith('/') ? `${mirror}${file}` : mirror;
}
