import { z } from 'zod';
import { setting } from '../config/setting';

const address = () => z.url({ protocol: /^https?$/ }).optional();
const WANTS = 'an address that begins with https:// or http://';

/** Where traces go. Headers, sampling, batches and the service's name come from the other variables of OpenTelemetry's. */
export const tracingSchema = z.object({
	endpoint: setting(
		address(),
		'BRIDGE_OTLP_ENDPOINT',
		WANTS,
		'An OpenTelemetry collector (OTLP over HTTP, JSON) that gets a trace of each call; `/v1/traces` is added',
	),
	standardEndpoint: setting(
		address(),
		'OTEL_EXPORTER_OTLP_ENDPOINT',
		WANTS,
		'The same, under the name that OpenTelemetry has for it',
	),
	standardTracesEndpoint: setting(
		address(),
		'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
		WANTS,
		'The same, as a whole address to which nothing is added',
	),
	disabled: setting(
		z.boolean().default(false),
		'OTEL_SDK_DISABLED',
		'true or false',
		'No traces, whatever else is set',
	),
});

/** The address that takes traces; undefined when there are to be none. */
export function tracesUrl(settings: z.output<typeof tracingSchema>): string | undefined {
	if (settings.disabled) return undefined;
	const base = settings.endpoint ?? settings.standardEndpoint;
	if (settings.endpoint === undefined && settings.standardTracesEndpoint !== undefined) {
		return settings.standardTracesEndpoint;
	}
	return base === undefined ? undefined : `${base.replace(/\/+$/, '')}/v1/traces`;
}
