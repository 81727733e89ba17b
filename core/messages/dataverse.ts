/** What `pharos dataverse` says on the terminal. [Chinese, English] */
export const DATAVERSE_MESSAGES = {
  dataverse_not_configured: [
    '没有配置 Dataverse：请设置 DATAVERSE_URL、DATAVERSE_TENANT_ID、DATAVERSE_CLIENT_ID，以及 DATAVERSE_CLIENT_SECRET 或 DATAVERSE_CERTIFICATE（步骤见 docs/dataverse.md）。',
    'Dataverse is not configured: set DATAVERSE_URL, DATAVERSE_TENANT_ID, DATAVERSE_CLIENT_ID, and DATAVERSE_CLIENT_SECRET or DATAVERSE_CERTIFICATE (docs/dataverse.md has the steps).',
  ],
  dataverse_needs: ['check 或 provision', 'check or provision'],
  dataverse_connection: ['连接', 'Connection'],
  dataverse_connection_help: [
    'unauthorized：租户、应用编号、密钥或证书不对，或环境里还没有这个应用用户；unreachable：检查 DATAVERSE_URL、DATAVERSE_AUTHORITY 和网络。',
    'unauthorized: tenant, client id, secret or certificate is wrong, or the environment has no such application user yet; unreachable: look at DATAVERSE_URL, DATAVERSE_AUTHORITY and the network.',
  ],
  dataverse_rights: ['权限', 'Rights'],
  dataverse_rights_help: [
    '请在应用用户的安全角色里加上这些权限（读取级别为“组织”）。',
    'Add these privileges to the security role of the application user (reading at organization level).',
  ],
  dataverse_impersonation: ['以代表身份写入', "Writing in the representative's name"],
  dataverse_impersonation_help: [
    '不影响同步：没有这项权限时，记录以应用的身份写入，代表写在代表一列。需要时给应用用户加上 Delegate 角色。',
    'Exchange works without it: records are then written by the application, with the representative in a column of its own. Add the Delegate role to the application user if wanted.',
  ],
  dataverse_table: ['表', 'Table'],
  dataverse_table_help: [
    '运行 npm run pharos -- dataverse provision；如果表已存在但集合名不同，请换一个 DATAVERSE_PREFIX。',
    'Run npm run pharos -- dataverse provision; where the table exists under another set name, take another DATAVERSE_PREFIX.',
  ],
  dataverse_column: ['列', 'Column'],
  dataverse_column_help: [
    '运行 npm run pharos -- dataverse provision；类型或长度不同的列不会被改动，请手工更正或换一个前缀。',
    'Run npm run pharos -- dataverse provision; a column of another type or length is never touched: correct it there or take another prefix.',
  ],
  dataverse_key: ['备用键', 'Alternate key'],
  dataverse_key_help: [
    'Pending、InProgress：索引还在建立，稍后再查；Failed：先清除重复的值，再运行 provision；没有键：运行 provision。',
    'Pending, InProgress: its index is being built, look again later; Failed: remove repeated values, then run provision; no key: run provision.',
  ],
  dataverse_tracking: ['更改跟踪', 'Change tracking'],
  dataverse_tracking_help: [
    '运行 provision，或在表的高级选项里打开“跟踪更改”。',
    'Run provision, or turn on "Track changes" in the advanced options of the table.',
  ],
  dataverse_concurrency: ['乐观并发', 'Optimistic concurrency'],
  dataverse_concurrency_help: ['运行 provision。', 'Run provision.'],
  dataverse_ready: ['可以同步（{warnings} 条提醒）。', 'Ready for the exchange ({warnings} warnings).'],
  dataverse_not_ready: [
    '还不能同步：{faults} 处问题，{warnings} 条提醒。',
    'Not ready: {faults} faults, {warnings} warnings.',
  ],
  dataverse_made_publisher: ['发布者', 'publisher'],
  dataverse_made_solution: ['解决方案', 'solution'],
  dataverse_made_table: ['表', 'table'],
  dataverse_made_column: ['列', 'column'],
  dataverse_made_choice: ['选项', 'choice'],
  dataverse_made_lookup: ['查找列', 'lookup'],
  dataverse_made_key: ['备用键', 'alternate key'],
  dataverse_made_tracking: ['更改跟踪、乐观并发', 'change tracking, optimistic concurrency'],
  dataverse_provisioned: [
    '新建 {created}，改动 {changed}，原已存在 {present}，不一致 {differs}。备用键的索引在后台建立，稍后运行 check。',
    '{created} created, {changed} changed, {present} there already, {differs} different. The indexes of alternate keys are built in the background; run check in a while.',
  ],
  dataverse_differs: [
    '标 ✗ 的列已存在但类型或长度不同，没有改动：请手工更正，或换一个 DATAVERSE_PREFIX。',
    'Columns marked ✗ exist in another type or length and were left alone: correct them there, or take another DATAVERSE_PREFIX.',
  ],
  dataverse_refused: ['Dataverse 拒绝了这一步：{what}', 'Dataverse refused this step: {what}'],
} as const
