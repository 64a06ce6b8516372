// SPDX-License-Identifier: Apache-2.0
// The written list of pages. A page is in the menu if the server offers the commands that it needs.
import type { FunctionComponent } from "preact";
import type { Words } from "./words";
import { ChannelsPage } from "./pages/ChannelsPage";
import { CommitmentsPage } from "./pages/CommitmentsPage";
import { CommonGroundPage } from "./pages/CommonGroundPage";
import { IncidentsPage } from "./pages/IncidentsPage";
import { IndicatorsPage } from "./pages/IndicatorsPage";
import { MeetingPage } from "./pages/MeetingPage";
import { NowPage } from "./pages/NowPage";
import { OutlookPage } from "./pages/OutlookPage";
import { SourcesPage } from "./pages/SourcesPage";
import { SpiralPage } from "./pages/SpiralPage";
import { TimelinePage } from "./pages/TimelinePage";

export interface Route {
  readonly id: string;
  readonly title: (t: Words) => string;
  readonly needs: string;
  readonly page: FunctionComponent;
}

export const routes: readonly Route[] = [
  { id: "now", title: (t) => t.now, needs: "status", page: NowPage },
  { id: "timeline", title: (t) => t.timeline, needs: "timeline", page: TimelinePage },
  { id: "meeting", title: (t) => t.meeting, needs: "readouts", page: MeetingPage },
  { id: "channels", title: (t) => t.channels, needs: "status", page: ChannelsPage },
  { id: "commitments", title: (t) => t.commitments, needs: "commitments", page: CommitmentsPage },
  { id: "incidents", title: (t) => t.incidents, needs: "timeline", page: IncidentsPage },
  { id: "indicators", title: (t) => t.indicators, needs: "brief", page: IndicatorsPage },
  { id: "spiral", title: (t) => t.spiral, needs: "spiral", page: SpiralPage },
  { id: "outlook", title: (t) => t.outlook, needs: "outlook", page: OutlookPage },
  { id: "common-ground", title: (t) => t.common_ground, needs: "brief", page: CommonGroundPage },
  { id: "sources", title: (t) => t.sources, needs: "cite", page: SourcesPage },
];
