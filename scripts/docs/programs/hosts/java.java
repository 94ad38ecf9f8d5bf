import com.pulumi.Pulumi;
import io.github.pulumihuaweicloud.hss.HuaweicloudhssFunctions;
import io.github.pulumihuaweicloud.hss.inputs.GetLocalImageHostsArgs;
import io.github.pulumihuaweicloud.hss.outputs.GetLocalImageHostsResult;

public class App {
    public static void main(String[] args) {
        Pulumi.run(context -> {
            var result = HuaweicloudhssFunctions.getLocalImageHosts(
                GetLocalImageHostsArgs.builder().imageName("nginx").build());

            context.export("totalNum", result.applyValue(GetLocalImageHostsResult::totalNum));
            context.export("hosts", result.applyValue(GetLocalImageHostsResult::hosts));
            context.export("unverifiedImages", result.applyValue(GetLocalImageHostsResult::unverifiedImages));
        });
    }
}
