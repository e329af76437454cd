import { render } from 'preact';

import { App } from './app';
import { followEvents } from './api/follow-events';
import { loadOverview } from './state/overview';
import { takeEvent } from './state/take-event';
import './styles.css';

followEvents(takeEvent);
void loadOverview();
render(<App />, document.body);
