import { join } from 'node:path'
import { bundledFolder, bundledModels } from './bundledModels.ts'
import type { Command } from './command.ts'
import { print, printJson } from './print.ts'
import { table } from './table.ts'

/** `token-gaze models`: what is bundled. */
export const modelsCommand: Command = {
  name: 'models',
  usage: 'token-gaze models [--json]',
  summary: 'List the bundled models.',
  help: '  --json   print one JSON array: name, kind, label, license, source, folder, sample, bytes',
  options: { json: { type: 'boolean' } },
  positionals: 0,
  async run(given) {
    const models = (await bundledModels()).map(({ name, kind, label, license, source, folder, sample, files }) => ({
      name, kind, label, license, source, folder: join(bundledFolder, folder),
      ...sample !== undefined && { sample: join(bundledFolder, folder, sample) }, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    }))
    if (given.flag('json')) return printJson(models)
    const rows = models.map(({ name, kind, bytes, license, source }) => [name, kind, (bytes / 1e6).toFixed(1), license, source])
    await print(table([['name', 'kind', 'MB', 'license', 'source'], ...rows]))
  },
}
