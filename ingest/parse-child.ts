/** The program of a parsing child process: the real formats, served to the parent. */
import { findParser } from './parsers/registry.ts'
import { serveParsing } from './serve-parsing.ts'
import { sniff } from './sniff.ts'

serveParsing({ sniff, findParser })
