/** The head of the page and the list of calls. */
export const styleCalls = `
#head {
	flex: none; display: flex; align-items: center; gap: .75rem; padding: .6rem 1.1rem;
	border-bottom: 1px solid var(--line); background: var(--card);
}
#head h1 small { font-weight: 400; font-size: .75rem; color: var(--quiet); }
.health {
	display: flex; align-items: center; gap: .45rem; padding: .15rem .7rem; border-radius: 1rem; font-size: .85rem; font-weight: 550;
	--health: var(--quiet); color: var(--health); background: color-mix(in srgb, var(--health) 13%, transparent);
}
.health::before { content: ""; flex: none; width: .5rem; height: .5rem; border-radius: 50%; background: currentColor; }
[data-health=ready] .health { --health: var(--good); }
[data-health=unready] .health { --health: var(--warn); }
[data-health=lost] .health { --health: var(--bad); }
#head dl { display: flex; gap: 1.5rem; margin-left: auto; }
#head dl div { display: flex; align-items: baseline; gap: .45rem; }
#head dt { color: var(--quiet); font-size: .85rem; white-space: nowrap; }
#head dd { font-weight: 650; font-variant-numeric: tabular-nums; }
#head button { min-height: 2rem; padding: .2rem .75rem; font-size: .9rem; }
body:not(.login) > main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(18rem, 23rem) 1fr; }
nav { overflow-y: auto; border-right: 1px solid var(--line); background: var(--card); }
#no-calls { padding: 3rem 1.5rem; text-align: center; color: var(--quiet); }
#calls a {
	display: grid; grid-template-columns: auto 1fr auto auto; align-items: center; gap: .15rem .6rem;
	padding: .7rem 1.1rem; color: inherit; text-decoration: none; border-bottom: 1px solid var(--line);
	border-left: 3px solid transparent;
}
#calls a { grid-template-areas: "dot id badge duration" "levels state state latency" "levels said said said"; }
#calls .dot { grid-area: dot; justify-self: center; }
#calls .id { grid-area: id; font: 600 .9rem ui-monospace, SFMono-Regular, Consolas, "Liberation Mono", monospace; }
#calls .badge { grid-area: badge; }
#calls .duration { grid-area: duration; justify-self: end; }
#calls .state { grid-area: state; font-size: .85rem; color: var(--quiet); }
#calls .latency { grid-area: latency; font-size: .85rem; color: var(--quiet); justify-self: end; }
#calls .said { grid-area: said; font-size: .85rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#calls a:hover { background: color-mix(in srgb, var(--raised) 60%, transparent); }
#calls a:focus-visible { outline-offset: -3px; }
#calls a[aria-current] { background: var(--raised); border-left-color: var(--accent); }
.duration, .latency { font-variant-numeric: tabular-nums; }
.said { color: var(--quiet); }
.said .who { font-weight: 600; }
.said[data-role=agent] .who { color: var(--agent); }
.said[data-role=user] .who { color: var(--caller); }
.levels { grid-area: levels; align-self: stretch; display: flex; gap: 3px; justify-content: center; width: 1.1rem; padding: .25rem 0; }
.levels i { position: relative; flex: 1; border-radius: 2px; background: var(--raised); overflow: hidden; }
[aria-current] .levels i { background: var(--line); }
.levels i::after {
	content: ""; position: absolute; inset: auto 0 0 0; height: var(--level, 0%); border-radius: 2px;
	background: var(--voice); transition: height .3s ease-out;
}
.levels .caller { --voice: var(--caller); --level: var(--caller-level); }
.levels .agent { --voice: var(--agent); --level: var(--agent-level); }
[data-state=speaking] .dot { background: var(--agent); }
[data-state=listening] .dot { background: var(--caller); }
[data-state=thinking] .dot, [data-state=connecting] .dot, [data-state=held] .dot { background: var(--warn); }
[data-state=connected] .dot, [data-state=idle] .dot { background: var(--good); }
[data-state=ended] { opacity: .55; }
#call[data-state=ended] { opacity: 1; }
@media (prefers-reduced-motion: reduce) { .levels i::after { transition: none; } }
@media (max-width: 56rem) {
	#head { flex-wrap: wrap; gap: .4rem .75rem; padding: .6rem .9rem; }
	#head form { margin-left: auto; }
	#head h1 small { display: none; }
	#head dl { order: 1; width: 100%; margin: 0; justify-content: space-between; gap: .75rem; }
	body:not(.login) > main { grid-template-columns: 1fr; }
	nav { border-right: 0; }
	.open nav { display: none; }
	body:not(.open) #call { display: none; }
}
`;
