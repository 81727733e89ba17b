/** What a person opens in a browser: chat, reading, signing in, and the files these pages are made of. */
import { createChatPageRoute } from './chat-page.ts'
import type { ApiDeps } from './deps.ts'
import { createReadingPageRoutes } from './reading-page.ts'
import type { Route } from './route.ts'
import { createSignInRoutes } from './sign-in.ts'
import { createStaticFileRoute } from './static-files.ts'
import { createSyncPageRoute } from './sync-page.ts'

export function createPageRoutes(deps: ApiDeps): readonly Route[] {
  return [
    createChatPageRoute(deps),
    ...createReadingPageRoutes(deps),
    createSyncPageRoute(deps),
    ...createSignInRoutes(deps),
    createStaticFileRoute(),
  ]
}
