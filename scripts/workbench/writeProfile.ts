import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A user-data folder for a VS Code, with the person's settings in it. */
export function writeProfile(folder: string, settings: Readonly<Record<string, unknown>>): void {
  mkdirSync(join(folder, 'User'), { recursive: true })
  writeFileSync(join(folder, 'User/settings.json'), JSON.stringify(settings))
}
