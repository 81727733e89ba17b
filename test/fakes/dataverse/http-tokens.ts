/** Tokens of a fake environment that another process runs: `createTokenSource(httpTokens(url), clock)`. */
export function httpTokens(url: string): () => Promise<{ readonly token: string; readonly expiresAt: Date }> {
  return async () => {
    const response = await fetch(new URL('/fake/token', url), { method: 'POST' })
    const { token, expiresAt } = (await response.json()) as { token: string; expiresAt: string }
    return { token, expiresAt: new Date(expiresAt) }
  }
}
