import type { Fault, FaultRequest } from '../faults';
import { Faults } from '../faults';

/** A request to Plivo's API, as a fault sees it. */
export interface PlivoRequest extends FaultRequest {
	query: Record<string, string>;
}

export type PlivoFault = Fault<PlivoRequest>;

/** The faults a test has ordered of Plivo's API. */
export class PlivoFaults extends Faults<PlivoRequest> {}
