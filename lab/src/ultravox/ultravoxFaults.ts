import type { FaultRequest } from '../faults';
import { Faults } from '../faults';

export type FaultHost = 'api' | 'app' | 'voice';

/** A request to one of Ultravox's hosts, as a fault sees it. */
export interface UltravoxRequest extends FaultRequest {
	host: FaultHost;
}

/** The faults a test has ordered of Ultravox. */
export class UltravoxFaults extends Faults<UltravoxRequest> {}
