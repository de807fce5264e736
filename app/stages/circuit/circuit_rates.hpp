// The rates in words at the left of the picture: each class of cells and extracellular glutamate, against rest.
#pragma once

#include "app/stages/circuit/circuit_look.hpp"
#include "app/stages/circuit/circuit_moment.hpp"

namespace syn::circuit {

// Call between begin and end. The words stand at the same place of the picture whatever the camera does.
void say_rates(Canvas& canvas, const Moment& moment, const Looks& looks);

}  // namespace syn::circuit
