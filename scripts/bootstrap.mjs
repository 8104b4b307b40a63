// Runs a TypeScript file of this project on Node 24, with the packages of the lockfile in place.
// Plain JavaScript, so that any Node from 20 on can start it: node scripts/bootstrap.mjs <file.ts> [arguments]
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.zorgbot-stamp')
const lockFile = join(root, '.cache', 'npm-ci.lock')

/** A failure whose message tells the person what to do. */
class Refusal extends Error {}

let child

const majorOf = (version) => Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0)

const wantedStamp = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')

const isInstalled = () =>
  existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === wantedStamp()

/** Runs a program quietly and gives its exit code and the end of what it said. */
const run = (command, args) =>
  new Promise((done) => {
    let said = ''
    child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const hear = (bytes) => {
      said = (said + bytes).slice(-4000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (error) => done({ code: 127, said: `${said}${error.message}` }))
    child.on('close', (code, signal) => done({ code: code ?? 1, signal, said }))
  })

const npmCommand = () => {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('npm-cli.js') && existsSync(cli)) return [process.execPath, [cli]]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
}

const whyInstallFailed = (said) => {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET/.test(said))
    return 'The npm registry cannot be reached: connect this machine to the network (or set a registry with "npm config set registry") and run the same command again.'
  if (said.includes('EINTEGRITY'))
    return 'A downloaded npm package differs from the lockfile: run "npm cache clean --force", then the same command again, and do not go on if it repeats.'
  if (said.includes('ENOENT') && said.includes('npm'))
    return 'npm is not on the PATH: install Node 20 or newer together with npm.'
  if (/EACCES|EPERM|EROFS/.test(said))
    return `The folder ${modules} cannot be written: make it yours and run the same command again.`
  return '"npm ci" failed for the reason above: solve that and run the same command again.'
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Takes the lock, or waits while another start of this project installs. */
const takeLock = async () => {
  mkdirSync(dirname(lockFile), { recursive: true })
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    let holder = 0
    try {
      holder = Number(readFileSync(lockFile, 'utf8'))
    } catch {
      continue
    }
    if (holder > 0 && !isAlive(holder)) rmSync(lockFile, { force: true })
    else await wait(200)
  }
}

const showProgress = (label) => {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const live = process.stderr.isTTY
  if (!live) process.stderr.write(`${label}…\n`)
  const every = live ? 1000 : 10_000
  const timer = setInterval(
    () => process.stderr.write(live ? `\r${label}… ${seconds()} s` : `${label}… ${seconds()} s\n`),
    every,
  )
  return (outcome) => {
    clearInterval(timer)
    process.stderr.write(`${live ? '\r' : ''}${label}… ${outcome}, ${seconds()} s\n`)
  }
}

const install = async () => {
  if (isInstalled()) return
  await takeLock()
  try {
    if (isInstalled()) return
    const end = showProgress('installing npm packages')
    const [command, args] = npmCommand()
    const { code, said } = await run(command, [
      ...args,
      'ci',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ])
    end(code === 0 ? 'done' : 'failed')
    if (code !== 0) {
      process.stderr.write(`${said.trim()}\n`)
      throw new Refusal(whyInstallFailed(said))
    }
    writeFileSync(stampFile, `${wantedStamp()}\n`)
  } finally {
    rmSync(lockFile, { force: true })
  }
}

const findNode = () => {
  if (majorOf(process.version) >= 24) return process.execPath
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const platform = `${process.platform}-${process.arch}`
  const packed = [`node-${platform}`, `node-bin-${platform}`].map((pack) =>
    join(modules, pack, 'bin', name),
  )
  for (const candidate of [...packed, 'node24', 'node']) {
    const { status, stdout } = spawnSync(candidate, ['--version'], { encoding: 'utf8' })
    if (status === 0 && majorOf(stdout) >= 24) return candidate
  }
  throw new Refusal(
    `This machine has Node ${process.versions.node} and no packed Node 24 fits it: install Node 24 and run the same command again.`,
  )
}

const exec = (node, file, args) =>
  new Promise((done, fail) => {
    const path = [join(modules, '.bin'), process.env.PATH ?? '']
    if (node.includes('/') || node.includes('\\')) path.unshift(dirname(node))
    // The bot lives long and allocates little: these keep its memory low, and cost it no time that was measured.
    const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const isBot = file === 'src/main.ts'
    const options = isBot ? project.botNodeOptions : []
    // With DEBUG set, libraries print addresses with their queries.
    const { DEBUG: _debug, ...given } = process.env
    const env = { ...(isBot ? project.botEnvironment : {}), ...given }
    // Compiled code is kept, so that programs start without compiling, and without the compiler in memory.
    env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'compiled')
    child = spawn(node, [...options, resolve(root, file), ...args], {
      stdio: 'inherit',
      env: { ...env, PATH: path.join(delimiter) },
    })
    child.on('error', fail)
    child.on('exit', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)))
  })

const main = async ([file, ...args]) => {
  if (majorOf(process.version) < 20)
    throw new Refusal(`zorgbot needs Node 20 or newer, and this is Node ${process.versions.node}.`)
  if (!file) throw new Refusal('Say which file to run: node scripts/bootstrap.mjs <file.ts>.')
  let stopped
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      stopped ??= signal
      child?.kill(signal)
    })
  await install()
  if (stopped) return 128 + constants.signals[stopped]
  return exec(findNode(), file, args)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Refusal ? error.message : error.stack}\n`)
  process.exitCode = 1
}
