// Shared by the four calibration tables: opening a file of assets/calibration and reading the columns they have in
// common. Not for use outside the calibration.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/csv.hpp"
#include "model/calibration/calibration.hpp"
#include "model/data/parameters.hpp"

namespace syn::calibration {

CalibrationReport run_trials(const CsvTable& table, const Parameters& parameters, const CalibrationOptions& options, Problems& problems);
CalibrationReport run_plasticity(const CsvTable& table, const Parameters& parameters, const CalibrationOptions& options,
                                 Problems& problems);
CalibrationReport run_pharmacokinetics(const CsvTable& table, const Parameters& parameters, const CalibrationOptions& options,
                                       Problems& problems);
CalibrationReport run_channel(const CsvTable& table, const Parameters& parameters, const CalibrationOptions& options, Problems& problems);

// The columns each file must have.
std::span<const std::string_view> trial_columns();
std::span<const std::string_view> plasticity_columns();
std::span<const std::string_view> pharmacokinetics_columns();
std::span<const std::string_view> channel_columns();

// id, quantity, evidence, exception, source, and note where the table has one. `quantities` are those the table knows.
CalibrationRow read_common(const CsvReader& in, std::span<const std::string_view> quantities, const Parameters& parameters);
// Two rows may not share an id.
void check_ids(const CsvTable& table, Problems& problems);

}  // namespace syn::calibration
