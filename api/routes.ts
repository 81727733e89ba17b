/** Every resource of the API in one list, in the order in which the description shows them. */
import type { ApiDeps } from './deps.ts'
import type { Metrics } from './metrics.ts'
import { createAccountRoutes } from './resources/account-routes.ts'
import { createAuditRoutes } from './resources/audit-routes.ts'
import { createCalendarRoutes } from './resources/calendar-routes.ts'
import { createChannelRoutes } from './resources/channel-routes.ts'
import { createCompetitorRoutes } from './resources/competitor-routes.ts'
import { createContactRoutes } from './resources/contact-routes.ts'
import { createDocumentRoutes } from './resources/document-routes.ts'
import { createExportRoutes } from './resources/export-routes.ts'
import { createFindingRoutes } from './resources/finding-routes.ts'
import { createGapRoutes } from './resources/gap-routes.ts'
import { createHandoverRoutes } from './resources/handover-routes.ts'
import { createImportRoutes } from './resources/import-routes.ts'
import { createJobRoutes } from './resources/job-routes.ts'
import { createMeRoutes } from './resources/me-routes.ts'
import { createMedicalRequestRoutes } from './resources/medical-request-routes.ts'
import { createNotificationRoutes } from './resources/notification-routes.ts'
import { createPlanRoutes } from './resources/plan-routes.ts'
import { createProductRoutes } from './resources/product-routes.ts'
import { createQuestionRoutes } from './resources/question-routes.ts'
import { createRecallRoutes } from './resources/recall-routes.ts'
import { createSafetyCaseRoutes } from './resources/safety-case-routes.ts'
import { createSearchRoutes } from './resources/search-routes.ts'
import { createSummaryRoutes } from './resources/summary-routes.ts'
import { createSyncRoutes } from './resources/sync-routes.ts'
import { createTaskRoutes } from './resources/task-routes.ts'
import { createTeamRoutes } from './resources/team-routes.ts'
import { createTerritoryRoutes } from './resources/territory-routes.ts'
import { createTokenRoutes } from './resources/token-routes.ts'
import { createTurnRoutes } from './resources/turn-routes.ts'
import { createUserRoutes } from './resources/user-routes.ts'
import { createVersionRoutes } from './resources/version-routes.ts'
import { createVisitRoutes } from './resources/visit-routes.ts'
import type { Route } from './route.ts'

export function createRoutes(deps: ApiDeps, metrics: Metrics): readonly Route[] {
  return [
    ...createTurnRoutes(deps, metrics),
    ...createQuestionRoutes(deps, metrics),
    ...createSearchRoutes(deps),
    ...createDocumentRoutes(deps),
    ...createVersionRoutes(deps),
    ...createJobRoutes(deps),
    ...createRecallRoutes(deps),
    ...createGapRoutes(deps),
    ...createMedicalRequestRoutes(deps),
    ...createSafetyCaseRoutes(deps),
    ...createVisitRoutes(deps),
    ...createFindingRoutes(deps),
    ...createSummaryRoutes(deps),
    ...createHandoverRoutes(deps),
    ...createProductRoutes(deps),
    ...createCompetitorRoutes(deps),
    ...createImportRoutes(deps),
    ...createAccountRoutes(deps),
    ...createContactRoutes(deps),
    ...createTerritoryRoutes(deps),
    ...createPlanRoutes(deps),
    ...createSyncRoutes(deps),
    ...createExportRoutes(deps),
    ...createTaskRoutes(deps),
    ...createCalendarRoutes(deps),
    ...createMeRoutes(),
    ...createChannelRoutes(deps),
    ...createNotificationRoutes(deps),
    ...createUserRoutes(deps),
    ...createTokenRoutes(deps),
    ...createTeamRoutes(deps),
    ...createAuditRoutes(deps),
  ]
}
