import { LabClock } from './labClock';
import { LabLog } from './labLog';
import { LabPlivo } from './plivo/labPlivo';
import type { PlivoVariants } from './plivo/variants';
import { LabUltravox } from './ultravox/labUltravox';
import type { UltravoxVariants } from './ultravox/ultravoxVariants';

/** Ports on 127.0.0.1; 0 or nothing takes any free one. */
export interface LabPorts {
	plivoApi?: number;
	plivoMedia?: number;
	ultravoxApi?: number;
	ultravoxApp?: number;
	ultravoxVoice?: number;
}

export interface LabOptions {
	plivo?: Partial<PlivoVariants>;
	ultravox?: Partial<UltravoxVariants>;
	ports?: LabPorts;
	/** Milliseconds before Ultravox repeats a failed webhook; 30000 as the vendor does it. */
	webhookRetryMs?: number;
}

/** The phone lab: a local Plivo and a local Ultravox with one log. */
export interface Lab {
	plivo: LabPlivo;
	ultravox: LabUltravox;
	/** What both noticed, in order. */
	log: LabLog;
	/** Ends all calls and servers. */
	close(): Promise<void>;
}

/**
 * Starts both halves of the lab in this process. Its accounts are empty: no number, no agent.
 * @throws Error when a port is taken
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
	const { ports = {} } = options;
	const log = new LabLog();
	const clock = new LabClock();
	const plivo = await LabPlivo.start({
		log,
		clock,
		variants: options.plivo ?? {},
		apiPort: ports.plivoApi ?? 0,
		mediaPort: ports.plivoMedia ?? 0,
	});
	try {
		const ultravox = await LabUltravox.start({
			log,
			clock,
			...(options.webhookRetryMs === undefined ? {} : { webhookRetryMs: options.webhookRetryMs }),
			variants: options.ultravox ?? {},
			plivoApiUrl: plivo.apiUrl,
			apiPort: ports.ultravoxApi ?? 0,
			appPort: ports.ultravoxApp ?? 0,
			voicePort: ports.ultravoxVoice ?? 0,
		});
		return {
			plivo,
			ultravox,
			log,
			close: async () => {
				await Promise.all([plivo.close(), ultravox.close()]);
			},
		};
	} catch (error) {
		await plivo.close();
		throw error;
	}
}
