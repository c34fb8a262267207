// Runs before every npm script that needs packages, under whatever Node started npm: plain JavaScript, no packages.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @param {string} file @returns {Record<string, {version?: string, optional?: boolean, peer?: boolean}> | undefined} */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Whether what the lockfile names is what is installed; packages for other platforms may be absent. */
export function isInstalled(folder = '.') {
  const wanted = packagesOf(join(folder, 'package-lock.json'))
  const present = packagesOf(join(folder, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, { version, optional, peer }]) =>
    path === '' || (present[path] ? present[path].version === version : optional === true || peer === true))
}

/**
 * Runs `npm ci` in a folder, under the Node that runs this; resolves to its exit code.
 * @param {string} folder @returns {Promise<number>}
 */
export function install(folder = '.') {
  const npm = process.env['npm_execpath']
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }
  // The npm that runs us has put its own Node's version here, and the packages' scripts would believe it.
  delete env['npm_config_user_agent']
  const options = { cwd: folder, env, stdio: /** @type {const} */ ('inherit') }
  const child = npm?.endsWith('.js')
    ? spawn(process.execPath, [npm, ...args], options)
    : spawn('npm', args, { ...options, shell: process.platform === 'win32' })
  const began = Date.now()
  const ticks = setInterval(() => {
    console.log(`Installing… ${Math.round((Date.now() - began) / 1000)} s`)
  }, 10_000)
  return new Promise((resolve) => {
    child.on('error', () => { resolve(1) })
    child.on('exit', (code) => { resolve(code ?? 1) })
  }).finally(() => { clearInterval(ticks) })
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !isInstalled()) {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    console.error(`Token Gaze needs Node 20 or newer, and this is ${process.version}: install a newer one.`)
    process.exit(1)
  }
  console.log('Installing the packages of package-lock.json (the first time only, about a minute)…')
  if (await install() !== 0) {
    console.error('Installing the packages failed: the lines above say why; check the network, and start again.')
    process.exit(1)
  }
}
