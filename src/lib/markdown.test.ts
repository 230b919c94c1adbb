import { expect, test } from 'vitest'
import { markdownText } from './markdown.ts'

test('text from outside does nothing in Markdown, and ordinary text stays readable', () => {
  expect(['erp-db-01', '2026-12-05T22:00:00+01:00', 'a (b) 10.20.1.15/24, 50 %'].map(markdownText)).toEqual([
    'erp-db-01',
    '2026-12-05T22:00:00+01:00',
    'a (b) 10.20.1.15/24, 50 %',
  ])
  expect(
    [
      '**x**',
      '[a](http://b)',
      '<img src=x>',
      '# h',
      '- l',
      '1. l',
      'a|b',
      '@all',
      'www.evil.example',
      '&lt;',
      'a\nb',
      '\u202ex',
    ].map(markdownText),
  ).toEqual([
    '&#42;&#42;x&#42;&#42;',
    '&#91;a&#93;(http&#58;//b)',
    '&#60;img src=x&#62;',
    '&#35; h',
    '&#45; l',
    '&#49;. l',
    'a&#124;b',
    '&#64;all',
    'www&#46;evil.example',
    '&#38;lt;',
    'a b',
    '\\u202ex'.replace('\\', '&#92;'),
  ])
})
