import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { canonical, testProfiles } from '../test/profile-fixtures.ts'
import { ConfigError } from './config.ts'
import { loadProfiles } from './profiles.ts'

const inFolder = (check: (folder: string) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), 'profiles-'))
  try {
    check(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const problemOf = (folder: string): readonly string[] => {
  try {
    loadProfiles(folder)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('without a folder there are no profiles', () => {
  assert.equal(loadProfiles(undefined), undefined)
})

test('the profiles of a folder are read, also where a package was unpacked', () => {
  inFolder((folder) => {
    const inner = join(folder, 'package')
    mkdirSync(inner)
    for (const each of testProfiles)
      writeFileSync(join(inner, `${each.name}.json`), JSON.stringify(each))
    writeFileSync(join(inner, 'README.md'), 'x')
    for (const at of [folder, inner])
      assert.equal(loadProfiles(at)?.definitions.has(`${canonical}weight`), true)
  })
})

test('a folder that is not there, is empty, or holds something broken is a configuration problem', () => {
  inFolder((folder) => {
    assert.deepEqual(problemOf(join(folder, 'nothing')), [
      'ZORGBOT_PROFILES: the folder cannot be read',
    ])
    assert.deepEqual(problemOf(folder), [
      'ZORGBOT_PROFILES: there is no StructureDefinition in this folder',
    ])
    writeFileSync(join(folder, 'a.json'), '{')
    assert.deepEqual(problemOf(folder), ['ZORGBOT_PROFILES: a.json is no JSON'])
    assert.deepEqual(problemOf(join(folder, 'a.json')), [
      'ZORGBOT_PROFILES: the folder cannot be read',
    ])
  })
})
