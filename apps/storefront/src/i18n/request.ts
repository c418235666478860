import { requestConfig } from "@sunchak/web/request-config";
import { locale as localeInPath } from "next/root-params";

export default requestConfig(localeInPath, (locale) => import(`../../messages/${locale}.json`));
