/** A user and a token as they stand in responses. */
import { z } from 'zod'
import { ROLES } from '../../core/reader.ts'
import { recordId, timestamp } from '../fields.ts'

export const userState = z.enum(['active', 'disabled'])

export const userSchema = z.object({
  id: recordId,
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(z.enum(ROLES)),
  teamId: recordId.nullable(),
  locale: z.enum(['zh-CN', 'en']),
  timezone: z.string(),
  state: userState,
  createdAt: timestamp,
  updatedAt: timestamp,
})

export const tokenSchema = z.object({
  id: recordId,
  userId: recordId,
  kind: z.enum(['api', 'session', 'link']),
  label: z.string().nullable(),
  createdAt: timestamp,
  expiresAt: timestamp.nullable(),
  revokedAt: timestamp.nullable(),
  lastUsedAt: timestamp.nullable(),
})
