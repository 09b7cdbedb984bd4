/**
 * While more than this waits for the kernel, audio waits in the bridge instead, where the oldest can go. It is 4 s at 16 kHz (8 s at 8 kHz),
 * as much as comes at once by default (`BRIDGE_LATE_AUDIO_MS`): over TLS the kernel takes nothing before the tick is over, and an agent
 * that reads is to lose nothing by that.
 */
export const AGENT_AUDIO_BYTES = 131_072;
/** While more than this waits for the kernel, no text is added: it is more than waits of audio, so the agent reads nothing. */
export const AGENT_TEXT_BYTES = 2 * AGENT_AUDIO_BYTES;
