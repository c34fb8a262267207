/** Type-checks every room under its own tsconfig, two at a time. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

const rooms = ['core', 'protocol', 'src', 'webview', 'webview/worker', 'cli', 'bench', 'scripts', 'test']

function check(room: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '-p', room], { stdio: 'inherit' })
    child.on('exit', (code) => {
      resolve(code ?? 1)
    })
  })
}

const queue = rooms.filter((room) => existsSync(`${room}/tsconfig.json`))
let failed = false
async function worker(): Promise<void> {
  for (let room = queue.shift(); room; room = queue.shift()) failed = (await check(room)) !== 0 || failed
}
await Promise.all([worker(), worker()])
process.exitCode = failed ? 1 : 0
