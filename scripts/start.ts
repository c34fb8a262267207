/** `npm start [-- --shot DIR] [-- --port N] [-- --no-open]`: the extension in a real VS Code in the browser. */
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.ts'
import { takeShots } from './shots.ts'
import { serveWorkbench } from './workbench/serveWorkbench.ts'

const { values } = parseArgs({
  options: { shot: { type: 'string' }, port: { type: 'string' }, 'no-open': { type: 'boolean' }, help: { type: 'boolean' } },
})

/** Says what is being done, and how long it took. */
async function step<T>(what: string, task: () => Promise<T>): Promise<T> {
  const began = performance.now()
  process.stdout.write(`${what}… `)
  const result = await task()
  process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1)} s\n`)
  return result
}

function hasDesktop(): boolean {
  if (process.env['CI'] || process.env['SSH_CONNECTION']) return false
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

function openInBrowser(url: string): void {
  const [program, ...args] = process.platform === 'darwin' ? ['open', url]
    : process.platform === 'win32' ? ['cmd', '/c', 'start', '', url] : ['xdg-open', url]
  spawn(program!, args, { stdio: 'ignore', detached: true }).on('error', () => undefined).unref()
}

async function main(): Promise<void> {
  const port = values.port === undefined ? 0 : Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port takes a number from 0 to 65535, not ${values.port}.`)
  await step('Building the extension', () => bundle())
  const server = await step('Starting VS Code for the browser', () =>
    serveWorkbench({ extension: '.', mounts: { samples: 'samples' }, port }))
  if (values.shot !== undefined) {
    try {
      await takeShots(server.url, values.shot)
    } finally {
      await server.close()
    }
    return
  }
  console.log(`\nToken Gaze runs in VS Code at ${server.url}`)
  console.log('Open samples/total.ts, select some text, press F1 and run "Token Gaze: Show Attention". Ctrl-C ends it.')
  console.log('Where the address does not open, use a browser that knows *.localhost, such as Chrome, Edge or Firefox.')
  if (hasDesktop() && !values['no-open']) openInBrowser(server.url)
  const end = (): void => {
    void server.close().then(() => process.exit(0))
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

if (values.help) console.log('npm start [-- --shot DIR] [-- --port N] [-- --no-open]')
else {
  await main().catch((error: unknown) => {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  })
}
