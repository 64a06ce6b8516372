// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { listen } from "./api";
import { Frame } from "./frame";
import { applyTheme } from "./theme";
import "./style.css";

applyTheme();
listen();
render(<Frame />, document.getElementById("app")!);
