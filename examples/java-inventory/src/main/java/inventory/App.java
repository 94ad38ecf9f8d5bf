package inventory;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import io.github.pulumihuaweicloud.hss.HuaweicloudhssFunctions;
import io.github.pulumihuaweicloud.hss.enums.ImageMatch;
import io.github.pulumihuaweicloud.hss.inputs.GetLocalImageHostsArgs;
import io.github.pulumihuaweicloud.hss.outputs.GetLocalImageHostsResult;
import io.github.pulumihuaweicloud.hss.outputs.LocalImageHost;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Exports the servers that hold an image: how many, their IDs, and how many by agent status. */
public final class App {
    public static void main(String[] args) {
        Pulumi.run(App::inventory);
    }

    private static void inventory(Context context) {
        var imageName = context.config().get("imageName").orElse("nginx");
        var holders = HuaweicloudhssFunctions.getLocalImageHosts(
                GetLocalImageHostsArgs.builder().imageName(imageName).imageMatch(ImageMatch.Exact).build());
        Output<List<LocalImageHost>> hosts = holders.applyValue(GetLocalImageHostsResult::hosts);

        context.export("totalNum", holders.applyValue(GetLocalImageHostsResult::totalNum));
        context.export("hostIds", hosts.applyValue(found ->
                found.stream().map(LocalImageHost::hostId).collect(Collectors.toList())));
        context.export("byAgentStatus", hosts.applyValue(found ->
                found.stream().collect(Collectors.groupingBy(
                        LocalImageHost::agentStatus, TreeMap::new, Collectors.summingInt(host -> 1)))));
    }
}
