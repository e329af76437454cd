/** What the signs of a waterfall mean. */
export function Legend() {
  return (
    <ul class="run-legend" aria-label="Signs">
      <li>
        <span class="run-bar run-work">works</span>
      </li>
      <li>
        <span class="run-bar run-wait">waits in a queue</span>
      </li>
      <li>
        <span class="run-bar run-work run-bad">✕ went wrong</span>
      </li>
      <li>
        <span class="run-bar run-work run-path">the end waited for it</span>
      </li>
      <li>↻#2 second receive</li>
      <li>⚡ fault</li>
      <li>▲ warning</li>
      <li>● moment</li>
      <li>
        <span class="run-end" /> end of the run
      </li>
    </ul>
  );
}
