/**
 * The environment of the programs that touch uploaded files: the parsing child and the OCR program. A parser
 * that a hostile file takes over must find no secret there, so nothing is handed on but what the system needs
 * to start a program and to find fonts and language data. No configuration is read here.
 */
import { env } from 'node:process'

const HANDED_ON: ReadonlySet<string> = new Set([
  ...['PATH', 'PATHEXT', 'SYSTEMROOT', 'WINDIR', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'],
  ...['HOME', 'USERPROFILE', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ'],
  ...['TESSDATA_PREFIX', 'FONTCONFIG_PATH', 'FONTCONFIG_FILE', 'XDG_DATA_DIRS'],
])

/** @param all what this process was given; names are compared without case, as Windows has them */
export function childEnvironment(all: NodeJS.ProcessEnv = env): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(all))
    if (value !== undefined && HANDED_ON.has(name.toUpperCase())) kept[name] = value
  return kept
}
