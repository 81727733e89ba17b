/** Every resource of the API in one list, in the order in which the description shows them. */
import type { ApiDeps } from './deps.ts'
import type { Metrics } from './metrics.ts'
import { createMeRoutes } from './resources/me-routes.ts'
import { createQuestionRoutes } from './resources/question-routes.ts'
import { createSearchRoutes } from './resources/search-routes.ts'
import { createTurnRoutes } from './resources/turn-routes.ts'
import type { Route } from './route.ts'

export function createRoutes(deps: ApiDeps, metrics: Metrics): readonly Route[] {
  return [
    ...createTurnRoutes(deps, metrics),
    ...createQuestionRoutes(deps, metrics),
    ...createSearchRoutes(deps),
    ...createMeRoutes(),
  ]
}
