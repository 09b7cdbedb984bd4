import { CONTROL_EDGES } from './controlEdges';
import { DATA_EDGES } from './dataEdges';

export type { EdgeCase } from './edgeCase';

export const CASES = [...DATA_EDGES, ...CONTROL_EDGES];
