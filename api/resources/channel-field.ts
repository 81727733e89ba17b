/** Which face a message came through: the chat page and the terminal say so, other programs need not. */
import { z } from 'zod'

export const channelField = z.enum(['api', 'console', 'terminal']).default('api')
