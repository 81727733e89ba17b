import { expect, it } from 'vitest'
import { nextPath } from './next-path.ts'

it('leads on to paths of this service', () => {
  expect(nextPath('/read/abc?answer=1&n=2')).toBe('/read/abc?answer=1&n=2')
  expect(nextPath('/')).toBe('/')
})

it.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/..//evil.example',
  '/./\\evil.example',
  '/sign-out',
  '/sign-in?next=/sign-in',
  'read/abc',
  '',
  undefined,
  ['/read/abc'],
])('leads home instead of to %j', (next) => {
  expect(nextPath(next)).toBe('/')
})
