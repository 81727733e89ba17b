/** The form of a composed answer, as the prompt describes it and servers that can are told it. */
import { z } from 'zod'

/** Flat and without limits of length: not every server's JSON schema knows them; they are checked afterwards. */
export const composedAnswer = z.object({
  insufficient: z.boolean(),
  sentences: z.array(
    z.object({
      text: z.string(),
      citations: z.array(z.object({ passage: z.string(), quote: z.string() })),
    }),
  ),
})

export type ComposedAnswer = z.infer<typeof composedAnswer>
