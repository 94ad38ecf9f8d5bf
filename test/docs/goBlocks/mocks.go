// Package mocks runs Pulumi programs under mocks, whose function calls the server at ANSWERS answers.
package mocks

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

type answers struct{}

func (answers) NewResource(args pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	return args.Name + "-id", args.Inputs, nil
}

func (answers) Call(args pulumi.MockCallArgs) (resource.PropertyMap, error) {
	body, err := json.Marshal(map[string]any{"token": args.Token, "args": args.Args.Mappable()})
	if err != nil {
		return nil, err
	}
	response, err := http.Post(os.Getenv("ANSWERS"), "application/json", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	var answer struct {
		Result   map[string]any
		Failures []struct{ Property, Reason string }
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return nil, err
	}
	for _, failure := range answer.Failures {
		return nil, fmt.Errorf("%s (%s)", failure.Reason, failure.Property)
	}
	return resource.NewPropertyMapFromMap(answer.Result), nil
}

// Run stands for pulumi.Run.
func Run(program pulumi.RunFunc, _ ...pulumi.RunOption) {
	configured := func(info *pulumi.RunInfo) {
		info.Config = map[string]string{}
		if err := json.Unmarshal([]byte(os.Getenv("CONFIGURATION")), &info.Config); err != nil {
			panic(err)
		}
	}
	if err := pulumi.RunErr(program, pulumi.WithMocks("docs", "test", answers{}), configured); err != nil {
		panic(err)
	}
}
