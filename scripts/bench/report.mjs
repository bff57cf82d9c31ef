/** Everything that was found, as tables: ours, the goal, whether it is met, and the peer of the same run. */
import { loadTable, scaleTable } from './cost-tables.mjs';
import { historyTables } from './history-tables.mjs';
import { crowdTable, detectionTable, hungTable, startTable, tellingTable } from './time-tables.mjs';
import { windowTables } from './window-tables.mjs';

/** @typedef {import('./steady.mjs').Steady} Steady */

/**
 * What was not measured is absent.
 *
 * @typedef {object} Findings
 * @property {Steady} [load] 1 000 services
 * @property {Steady | 'absent'} [peer]
 * @property {{ checksPerSecond: number, cpuShare: number | undefined }} [exporterLimit]
 * @property {Awaited<ReturnType<typeof import('./start.mjs').runStarts>>} [startFew]
 * @property {Awaited<ReturnType<typeof import('./start.mjs').runStarts>>} [startHundred]
 * @property {Awaited<ReturnType<typeof import('./start.mjs').runStarts>>} [startThousand]
 * @property {Record<string, import('./detection.mjs').Outcome>} [detection]
 * @property {Awaited<ReturnType<typeof import('./hung.mjs').runHung>>} [hung]
 * @property {Awaited<ReturnType<typeof import('./telling.mjs').runTelling>>} [telling]
 * @property {Record<string, Awaited<ReturnType<typeof import('./telling.mjs').runCrowd>>>} [crowds] by how they fail
 * @property {Steady} [scale] 10 000 services
 * @property {Steady} [scaleBase] 1 000 services for as long as the 10 000
 * @property {Steady} [limit]
 * @property {Awaited<ReturnType<typeof import('./history.mjs').runHistory>>} [history]
 * @property {Awaited<ReturnType<typeof import('./window.mjs').runWindow>>} [window]
 */

/** @param {Findings} found @returns {string[]} */
export function tables(found) {
  return [
    ...loadTable(found),
    ...startTable(found),
    ...hungTable(found),
    ...detectionTable(found),
    ...tellingTable(found),
    ...crowdTable(found),
    ...scaleTable(found),
    ...historyTables(found),
    ...windowTables(found),
  ];
}
